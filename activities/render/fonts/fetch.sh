#!/bin/sh
# Fetches the faces that PDF instruments embed. They are redistributable (OFL 1.1) but 15 MB each, so they are
# fetched by their locked version instead of being committed. `make fonts` runs this.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund
from=node_modules/@expo-google-fonts/noto-serif-sc
cp "$from/400Regular/NotoSerifSC_400Regular.ttf" NotoSerifSC-Regular.ttf
cp "$from/700Bold/NotoSerifSC_700Bold.ttf" NotoSerifSC-Bold.ttf
cp "$from/LICENSE_FONT" OFL.txt
rm -rf node_modules
ls -l ./*.ttf
