"""The site's own search: what is indexed of a page, and the files a browser reads."""
