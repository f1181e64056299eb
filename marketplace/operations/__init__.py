"""Operations: health, metrics, lag, dead letters, audit, for who runs the platform."""
