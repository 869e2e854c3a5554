#!/bin/bash
# Checks what can be checked of Packaging/ without root and without a container runtime.
set -eu
cd "$(dirname "$0")/.."
UNIT=Packaging/tastemaker.service
if command -v systemd-analyze > /dev/null; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    # With a program that is there: the unit's own is installed by whoever installs the unit.
    sed "s#^ExecStart=/usr/local/bin/tastemaker#ExecStart=$PWD/${TASTEMAKER:-.build/release/tastemaker}#" "$UNIT" > "$folder/tastemaker.service"
    systemd-analyze verify --man=no "$folder/tastemaker.service"
    systemd-analyze security --offline=yes --threshold=20 "$folder/tastemaker.service" | tail -1
else
    echo "systemd-analyze is not here: the unit is not checked"
fi
if podman info > /dev/null 2>&1; then
    podman build -f Packaging/Containerfile -t tastemaker-check .
elif docker info > /dev/null 2>&1; then
    docker build -f Packaging/Containerfile -t tastemaker-check .
else
    echo "no container runtime is running: the Containerfile is not built"
fi
