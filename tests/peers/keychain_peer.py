"""Python's `keyring` and SecretStorage, and a keychain that never answers. One request a line, one answer a line, in JSON."""

import json
import sys


def main():
    if sys.argv[1:] == ["silent"]:
        stay_silent()
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(OPS[request.pop("op")](**request)), flush=True)


def get(service, user):
    return {"value": the_keyring().get_password(service, user)}


def put(service, user, value):
    the_keyring().set_password(service, user, value)
    return {}


def make(attributes, value):
    """An item with just these attributes, never in the place of another."""
    with_collection(lambda collection: collection.create_item("made", attributes, value.encode(), replace=False))
    return {}


def attributes(service, user):
    """The attributes of every item under the entry, and the form of each value."""

    def look(collection):
        items = collection.search_items({"service": service, "username": user})
        return [[item.get_attributes(), item.get_secret_content_type()] for item in items]

    return {"items": with_collection(look)}


def lock():
    with_collection(lambda collection: collection.lock())
    return {}


def the_keyring():
    """Never another backend: with a broken bus `keyring` would choose one, and the test would mean nothing."""
    from keyring.backends import SecretService

    return SecretService.Keyring()


def with_collection(work):
    import secretstorage

    connection = secretstorage.dbus_init()
    return work(secretstorage.get_default_collection(connection))


def stay_silent():
    """Owns the name of the keychain and reads what it is asked."""
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.bus_messages import message_bus

    connection = open_dbus_connection("SESSION")
    connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.secrets"))
    print(json.dumps({"ready": True}), flush=True)
    while True:
        connection.receive()


OPS = {"get": get, "put": put, "make": make, "attributes": attributes, "lock": lock}

if __name__ == "__main__":
    main()
