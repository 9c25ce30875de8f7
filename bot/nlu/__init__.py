"""Rasa graph components: how the bot understands a message.

Naming one of them in config.yml is also what brings the patches of bot.server into every Rasa process, `rasa shell` included.
"""

from bot.server import patches

patches.install_all()
