"""The `mcp` client of PyPI, unmodified, over standard streams and over HTTP."""

import asyncio
import json
import os
import subprocess
import urllib.error
import urllib.request
from contextlib import asynccontextmanager

from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client

URL = os.environ["ASSISTANT_URL"] + "/v1/mcp"
TOOLS = {"recommend", "search", "similar", "why", "rate", "history", "profile"}


def program(*options):
    return StdioServerParameters(
        command=os.environ["ASSISTANT_PROGRAM"],
        args=["mcp", "--workspace", os.environ["ASSISTANT_LOCAL"], *options],
    )


@asynccontextmanager
async def server(key, mode="auto"):
    async with create_mcp_http_client(headers={"Authorization": f"Bearer {key}"}) as http:
        async with Client(streamable_http_client(URL, http_client=http), mode=mode) as client:
            yield client


def token(user):
    request = urllib.request.Request(
        os.environ["ASSISTANT_URL"] + "/v1/user-tokens",
        json.dumps({"user": user}).encode(),
        {"Authorization": f"Bearer {os.environ['ASSISTANT_PRODUCT']}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["token"]


def text(result):
    return "".join(part.text for part in result.content if part.type == "text")


async def done(client, tool, **arguments):
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, f"{tool}: {text(result)}"
    # The client has held the data against the tool's own schema by now.
    assert json.loads(text(result)) == result.structured_content
    return result.structured_content


async def refused(client, tool, **arguments):
    result = await client.call_tool(tool, arguments)
    assert result.is_error, f"{tool} answered {result.structured_content}"
    return text(result)


async def a_visit(client, user=None):
    """What an assistant does with somebody: look, ask why, tell, look again."""
    who = {} if user is None else {"user": user}
    names = {tool.name for tool in (await client.list_tools()).tools}
    assert names == TOOLS, names
    first = await done(client, "recommend", count=5, **who)
    assert len(first["items"]) == 5
    item = first["items"][0]["id"]
    assert (await done(client, "why", item=item, **who))["item"]["id"] == item
    assert (await done(client, "similar", items=[item], count=3))["items"]
    found = await done(client, "search", query="comedy", count=3, **who)
    assert found["total"] > 0 and "genre:comedy" in [part.lower() for part in found["understood"]], found["understood"]
    stored = await done(client, "rate", item=item, verdict="not_interested", **who)
    assert stored["result"] == "accepted"
    assert (await done(client, "history", count=1, **who))["events"][0]["title"]["id"] == item
    assert (await done(client, "profile", **who))["evidence"]["events"] >= 1
    again = await done(client, "recommend", count=20, **who)
    assert item not in [one["id"] for one in again["items"]]


def both(mode):
    async def stdio():
        async with Client(program("--user", "viewer-00001"), mode=mode) as client:
            await a_visit(client)

    async def http():
        async with server(os.environ["ASSISTANT_PRODUCT"], mode) as client:
            await a_visit(client, "viewer-00002" if mode == "auto" else "viewer-00003")

    asyncio.run(stdio())
    asyncio.run(http())


def test_a_visit_by_the_newest_revision():
    both("auto")


def test_a_visit_that_begins_with_a_handshake():
    both("legacy")


def test_a_user_token_is_its_own_user_and_nobody_else():
    async def body():
        async with server(token("somebody-new")) as client:
            await a_visit(client)
            for tool in ["history", "profile", "recommend"]:
                for user in ["viewer-00001", "nobody-at-all"]:
                    assert await refused(client, tool, user=user) == "not-found: there is no such user"

    asyncio.run(body())


def test_the_local_program_knows_one_person():
    async def body():
        async with Client(program("--user", "viewer-00004", "--read-only")) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert names == TOOLS - {"rate"}
            assert await refused(client, "history", user="viewer-00005") == "not-found: there is no such user"

    asyncio.run(body())


def test_tools_say_what_they_do_to_the_world():
    async def body():
        async with Client(program("--any-user")) as client:
            for tool in (await client.list_tools()).tools:
                assert tool.annotations.read_only_hint == (tool.name != "rate"), tool.name
                assert tool.annotations.destructive_hint is False and tool.annotations.open_world_hint is False
                assert tool.output_schema["type"] == "object"

    asyncio.run(body())


def test_a_key_that_reads_cannot_rate():
    async def body():
        async with server(os.environ["ASSISTANT_READER"]) as client:
            assert {tool.name for tool in (await client.list_tools()).tools} == TOOLS - {"rate"}
            item = (await done(client, "recommend", user="viewer-00001", count=1))["items"][0]["id"]
            assert (await refused(client, "rate", user="viewer-00001", item=item, verdict="seen")).startswith("forbidden")

    asyncio.run(body())


def test_a_wrong_key_opens_nothing():
    for key in ["", "tk_wrong_key", os.environ["ASSISTANT_TELLER"]]:
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()
        request = urllib.request.Request(URL, body, {"Content-Type": "application/json"})
        if key:
            request.add_header("Authorization", f"Bearer {key}")
        try:
            urllib.request.urlopen(request, timeout=30)
            raise AssertionError("it was let in")
        except urllib.error.HTTPError as error:
            assert error.code == (403 if key == os.environ["ASSISTANT_TELLER"] else 401)

    async def body():
        async with server("tk_wrong_key"):
            raise AssertionError("it was let in")

    try:
        asyncio.run(body())
    except AssertionError:
        raise
    except BaseException:
        pass


def test_mistakes_are_told_so_that_a_model_can_mend_them():
    async def body():
        async with Client(program("--user", "viewer-00001")) as client:
            assert "/count" in await refused(client, "recommend", count=1000)
            assert (await refused(client, "why", item="no-such-title")).startswith("not-found")
            assert "/query" in await refused(client, "search", query=7)

    asyncio.run(body())


def test_the_program_says_nothing_but_messages():
    lines = ["nonsense", "", '{"jsonrpc":"2.0","id":1,"method":"ping"}', "[" * 100_000, '{"jsonrpc":"2.0","id":2,"method":"ping"}']
    run = subprocess.run(
        [os.environ["ASSISTANT_PROGRAM"], "mcp", "--workspace", os.environ["ASSISTANT_LOCAL"], "--user", "viewer-00001"],
        input="\n".join(lines), capture_output=True, text=True, timeout=60, check=True,
    )
    replies = [json.loads(line) for line in run.stdout.splitlines()]
    assert [reply["id"] for reply in replies] == [None, 1, None, 2], run.stdout
    assert [reply["error"]["code"] for reply in replies if "error" in reply] == [-32700, -32700]


def test_many_calls_at_once():
    async def body():
        async with Client(program("--any-user")) as client:
            answers = await asyncio.gather(*(done(client, "recommend", user=f"viewer-{1 + n:05}", count=3) for n in range(12)))
            assert all(len(answer["items"]) == 3 for answer in answers)

    asyncio.run(body())
