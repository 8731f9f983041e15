"""What the words around a requirement say of it, whichever way it is asked: its sentence, its mood, whom and what it speaks of."""
