"""Files as people have them, made safe to read: encodings, packages, XML, HTML, spreadsheets. Know no question."""
