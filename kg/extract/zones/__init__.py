"""Zones that a text makes of several places: `экономический пояс объединяет пять городов: …`."""
