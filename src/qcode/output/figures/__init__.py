"""Figures for papers: black on white, readable in grey, sized for a journal's column."""
