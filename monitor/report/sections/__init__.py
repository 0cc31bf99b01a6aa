"""The report's sections: rows into what the templates show, in one language. Text is plain, charts are SVG markup."""
