"""What is said, and how Dutch is read: sentences, dates, calendar, safety."""
