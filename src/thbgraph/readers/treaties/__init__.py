"""What states did under treaties and in organizations: sentences in units, asked of the days of their acts."""
