"""Passes what arrives at one address on to another, so that one server answers at both.

``python -m config.demo_server.relay 127.0.0.2 8000 127.0.0.1 8000``
"""

import asyncio
import contextlib
import sys

_CHUNK = 65_536


async def relay(host: str, port: int, to_host: str, to_port: int) -> None:
    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            answers, questions = await asyncio.open_connection(to_host, to_port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(_copy(reader, questions), _copy(answers, writer))
        for end in (questions, writer):
            end.close()

    async with await asyncio.start_server(pass_on, host, port) as server:
        await server.serve_forever()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()
        writer.write_eof()


if __name__ == "__main__":
    asyncio.run(relay(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
