"""Social cards: pictures for link cards, drawn in the site's face."""
