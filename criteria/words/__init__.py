"""What single words and phrases say, wherever they stand: numbers and times, moods, scopes, noun phrases, names of states of health."""
