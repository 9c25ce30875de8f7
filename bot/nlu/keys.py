"""Names under which our components leave things on a Rasa message for each other."""

CORRECTED_TEXT = "corrected_text"  # the text with misspelt words mended; what is embedded and searched for names
SEGMENTS = "segments"  # list of texts: the questions of a message that asks several
IN_CONTEXT = "in_context"  # the text with what it points back to put in its place; output: what was understood of that
SEGMENT_VECTORS = "segment_vectors"  # float32, segments, then the text in context, x d
NAMED = "named"  # list of {"entity", "value"}: things named in the text
RED_FLAG = "red_flag"  # entity: id of the emergency reply
SUSPECTED_FLAG = "suspected_flag"  # id of the emergency reply of a rule that raises no flag if the alarm's score speaks plainly against it
CARE_LEVEL = "care_level"  # entity: id of the reply for a sign that wants a visit soon, but no emergency answer
RED_FLAG_SIGNS = "red_flag_signs"  # list of texts: what the red-flag rules see in the message, raised or not
NAME = "name"  # entity: topic id of a covered thing that the text names
OTHER_SUBJECT = "other_subject"  # entity: something named that the article does not cover
QUESTIONS = "questions"  # output: list of {"intent", "topics": [{"topic", "confidence"}]}
TOPIC_METADATA = "topic"  # key of an NLU block's metadata that says which topic its examples ask about
ALARM_ONLY_METADATA = "alarm_only"  # key of an NLU block's metadata whose examples only the alarm learns from
ALARM = "alarm"  # the classifier's score for an emergency against everything else, of the whole message
