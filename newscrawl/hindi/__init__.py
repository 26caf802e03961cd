"""What is Hindi about text: script, damage, phrases, datelines, dates, language."""
