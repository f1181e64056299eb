"""Kills at random points under load, then a check that nothing was lost or done twice."""
