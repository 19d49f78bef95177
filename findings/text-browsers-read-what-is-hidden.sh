#!/bin/sh
# lynx 2.9.0dev.12 and w3m 0.5.3 (Debian 12) print what is hidden.
# Expected: what stands in an element with `hidden`, or in <template>, is not rendered (HTML, 6.1, 4.12.3).
# Seen: both print both. What stands in a data attribute, neither prints.
# Why it matters: pages that hide words until a script shows them say them to terminals, and to
# programs that take the text out of pages.
set -eu
page='<p>Now. <span hidden>This is over.</span></p><template>For later.</template><p data-later="Never.">End.</p>'
changed=0
for browser in "lynx -dump -stdin" "w3m -dump -T text/html"; do
  command -v "${browser%% *}" > /dev/null || { echo "needs ${browser%% *} (apt-get install ${browser%% *})"; exit 2; }
  seen=$(printf '%s' "$page" | $browser)
  echo "${browser%% *}: $(echo "$seen" | tr -s '\n ' ' ')"
  case $seen in *"This is over."*"For later."*) ;; *) changed=1 ;; esac
done
exit "$changed"
