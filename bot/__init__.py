"""The night leg cramp bot: knowledge, answers, safety and understanding."""
