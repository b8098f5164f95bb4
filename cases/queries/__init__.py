"""Questions the pages ask: each answers one page, with only what its reader may see."""
