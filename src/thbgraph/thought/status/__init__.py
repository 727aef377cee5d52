"""The status of states under treaties on any day: from dated acts, reports and rules to periods and words."""
