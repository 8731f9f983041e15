"""Labels of our own on real trials, made as those of ../shared/gold are; see README.md in this folder."""
