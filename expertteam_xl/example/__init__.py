"""Made-up registers with an answer key: plain records first, then the dress they come in."""
