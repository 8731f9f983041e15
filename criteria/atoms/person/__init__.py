"""Recognisers of what is asked of the person: age, sex, performance, menopause, pregnancy, abilities and habits."""
