"""What staff see of the whole: targets and actuals, the funnel, how far figures hold."""
