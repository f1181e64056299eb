"""Needs: what lead firms look for, from draft to award."""
