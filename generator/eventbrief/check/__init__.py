"""FactSheet against its sources: findings."""
