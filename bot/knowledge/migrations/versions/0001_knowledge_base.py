"""The tables of the knowledge base."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "caution",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('contraindication', 'interaction', 'undesirable-effect', 'warning', 'red-flag')", name=op.f("ck_caution_kind")
        ),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_caution_text_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caution")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("article_says", sa.Text(), nullable=False),
        sa.Column("known_today", sa.Text(), nullable=False),
        sa.Column("certainty", sa.String(length=20), nullable=False),
        sa.CheckConstraint("certainty IN ('high', 'moderate', 'low', 'very-low', 'none-found')", name=op.f("ck_correction_certainty")),
        sa.CheckConstraint("verdict IN ('out-of-date', 'unproven', 'unsafe', 'wrong')", name=op.f("ck_correction_verdict")),
        sa.CheckConstraint("length(known_today) > 0", name=op.f("ck_correction_known_today_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_table(
        "document",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("length(body) > 0", name=op.f("ck_document_body_not_empty")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_document")),
    )
    op.create_table(
        "edition",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_edition")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('article', 'review', 'guideline', 'trial', 'regulator', 'reference', 'patient-information')",
            name=op.f("ck_source_kind"),
        ),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_source_title_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_table(
        "topic",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("question", sa.String(length=120), nullable=False),
        sa.Column("column", sa.String(length=4), nullable=True),
        sa.Column("belongs_to", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
    )
    op.create_table(
        "caution_source",
        sa.Column("caution_id", sa.String(length=80), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["caution_id"], ["caution.id"], name=op.f("fk_caution_source_caution_id_caution")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_caution_source_source_id_source")),
        sa.PrimaryKeyConstraint("caution_id", "source_id", name=op.f("pk_caution_source")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("topic_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("certainty", sa.String(length=20), nullable=False),
        sa.Column("article_rating", sa.String(length=40), nullable=True),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("caution_id", sa.String(length=80), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("review_due", sa.Date(), nullable=False),
        sa.Column("review_status", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "article_rating IN ('weak-or-unproven', 'strong-or-generally-accepted', 'may-do-some-good', 'likely-to-help')",
            name=op.f("ck_claim_article_rating"),
        ),
        sa.CheckConstraint("certainty IN ('high', 'moderate', 'low', 'very-low', 'none-found')", name=op.f("ck_claim_certainty")),
        sa.CheckConstraint("review_status IN ('not-reviewed-by-clinician', 'reviewed-by-clinician')", name=op.f("ck_claim_review_status")),
        sa.CheckConstraint("length(short) > 0", name=op.f("ck_claim_short_not_empty")),
        sa.CheckConstraint("review_due > reviewed_on", name=op.f("ck_claim_review_due_after_review")),
        sa.ForeignKeyConstraint(["caution_id"], ["caution.id"], name=op.f("fk_claim_caution_id_caution")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_claim_source_id_source")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_claim_topic_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_topic_id"), "claim", ["topic_id"], unique=False)
    op.create_table(
        "correction_source",
        sa.Column("correction_id", sa.String(length=80), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["correction_id"], ["correction.id"], name=op.f("fk_correction_source_correction_id_correction")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_correction_source_source_id_source")),
        sa.PrimaryKeyConstraint("correction_id", "source_id", name=op.f("pk_correction_source")),
    )
    op.create_table(
        "glossary_term",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("topic_id", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_glossary_term_topic_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_term")),
    )
    op.create_table(
        "topic_related",
        sa.Column("topic_id", sa.String(length=80), nullable=False),
        sa.Column("related_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["related_id"], ["topic.id"], name=op.f("fk_topic_related_related_id_topic")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_topic_related_topic_id_topic")),
        sa.PrimaryKeyConstraint("topic_id", "related_id", name=op.f("pk_topic_related")),
    )
    op.create_table(
        "claim_caution",
        sa.Column("claim_id", sa.String(length=80), nullable=False),
        sa.Column("caution_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["caution_id"], ["caution.id"], name=op.f("fk_claim_caution_caution_id_caution")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_caution_claim_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", "caution_id", name=op.f("pk_claim_caution")),
    )
    op.create_table(
        "claim_correction",
        sa.Column("claim_id", sa.String(length=80), nullable=False),
        sa.Column("correction_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_correction_claim_id_claim")),
        sa.ForeignKeyConstraint(["correction_id"], ["correction.id"], name=op.f("fk_claim_correction_correction_id_correction")),
        sa.PrimaryKeyConstraint("claim_id", "correction_id", name=op.f("pk_claim_correction")),
    )
    op.create_table(
        "claim_source",
        sa.Column("claim_id", sa.String(length=80), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_source_claim_id_claim")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_claim_source_source_id_source")),
        sa.PrimaryKeyConstraint("claim_id", "source_id", name=op.f("pk_claim_source")),
    )
    op.create_table(
        "claim_term",
        sa.Column("claim_id", sa.String(length=80), nullable=False),
        sa.Column("glossary_term_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_term_claim_id_claim")),
        sa.ForeignKeyConstraint(["glossary_term_id"], ["glossary_term.id"], name=op.f("fk_claim_term_glossary_term_id_glossary_term")),
        sa.PrimaryKeyConstraint("claim_id", "glossary_term_id", name=op.f("pk_claim_term")),
    )
    op.create_table(
        "glossary_alias",
        sa.Column("term_id", sa.String(length=80), nullable=False),
        sa.Column("alias", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["glossary_term.id"], name=op.f("fk_glossary_alias_term_id_glossary_term")),
        sa.PrimaryKeyConstraint("term_id", "alias", name=op.f("pk_glossary_alias")),
    )


def downgrade() -> None:
    op.drop_table("glossary_alias")
    op.drop_table("claim_term")
    op.drop_table("claim_source")
    op.drop_table("claim_correction")
    op.drop_table("claim_caution")
    op.drop_table("topic_related")
    op.drop_table("glossary_term")
    op.drop_table("correction_source")
    op.drop_index(op.f("ix_claim_topic_id"), table_name="claim")
    op.drop_table("claim")
    op.drop_table("caution_source")
    op.drop_table("topic")
    op.drop_table("source")
    op.drop_table("edition")
    op.drop_table("document")
    op.drop_table("correction")
    op.drop_table("caution")
