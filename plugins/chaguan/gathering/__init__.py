"""What members and neighbours have elsewhere: the only room that fetches (`chaguan gather`)."""
