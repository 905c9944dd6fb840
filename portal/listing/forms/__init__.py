"""Forms for services and for helplines. What is typed is looked at here; cleaning is the directory's."""
