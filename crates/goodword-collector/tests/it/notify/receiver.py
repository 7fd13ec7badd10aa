"""A server of this machine that takes messages: `smtp` (aiosmtpd) or `https`. What comes is one JSON object on a line."""
import http.server
import json
import ssl
import sys

kind, certificate, key = sys.argv[1], sys.argv[2], sys.argv[3]


def say(**what):
    print(json.dumps(what), flush=True)


def tls():
    if certificate == "none":
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


if kind == "https":

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            say(path=self.path, headers=dict(self.headers), body=body)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    server.socket = tls().wrap_socket(server.socket, server_side=True)
    say(port=server.server_port)
    server.serve_forever()
else:
    import asyncio
    import email
    import email.policy

    from aiosmtpd.smtp import AuthResult, SMTP

    tries = {}

    class Handler:
        async def handle_DATA(self, server, session, envelope):
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            identity = message["message-id"]
            tries[identity] = tries.get(identity, 0) + 1
            say(
                headers={name.lower(): str(value) for name, value in message.items()},
                to=envelope.rcpt_tos,
                user=getattr(session, "auth_data", None) and session.auth_data.login.decode(),
                body=message.get_content(),
                tries=tries[identity],
            )
            return "451 later" if kind == "smtp-late" and tries[identity] == 1 else "250 taken"

    def authenticate(server, session, envelope, mechanism, data):
        known = data.login == b"ann" and data.password == b"S3CRET"
        return AuthResult(success=known, handled=False, auth_data=data)

    def session():
        secure = {"authenticator": authenticate, "auth_require_tls": False, "auth_required": True}
        return SMTP(Handler(), loop=loop, **(secure if certificate != "none" else {}))

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    listening = loop.run_until_complete(loop.create_server(session, "127.0.0.1", 0, ssl=tls()))
    say(port=listening.sockets[0].getsockname()[1])
    loop.run_forever()
