"""A server extension that sends each message of a kernel at once, loaded only while measuring.

Jupyter's server leaves Nagle's algorithm on: a small message then waits for the browser's acknowledgement of the one before,
which the browser delays by 40 ms. Whether that happens is chance, on the floor as on every tool, and it is larger than what is
measured. Nobody's code is made faster by this; the coin is no longer tossed.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.websocket import KernelWebsocketHandler


def _load_jupyter_server_extension(app: Any) -> None:
    opened = KernelWebsocketHandler.open

    async def promptly(self: Any, kernel_id: str) -> None:
        self.set_nodelay(True)
        await opened(self, kernel_id)

    KernelWebsocketHandler.open = promptly  # type: ignore[method-assign]
    app.log.info("Messages of kernels are sent at once.")
