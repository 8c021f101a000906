"""Commands that try to break geoincidents: kills, full disks, races, traps, random input."""
