"""What unread words mean for a verdict: those that are settled in person, those that a record speaks to, exceptions."""
