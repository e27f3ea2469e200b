"""Files that leave the portal: spreadsheets, calendars, papers."""
