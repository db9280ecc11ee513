#!/usr/bin/env bash
# Whether Sockee answers on this machine: status 0 or 1. Needs nothing but bash, as images have little more.
#
#   healthcheck.sh [PORT]
#
# Any answer of the application will do, a redirect to HTTPS or a refusal too; 404 and 5xx are the server's own words for
# an application that is not there.
set -euo pipefail
port=${1:-${SOCKEE_HTTP_PORT:-9080}}
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'HEAD /healthcheck HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t 5 answer <&3
case $answer in
    "HTTP/1.1 404"* | "HTTP/1.1 5"*) exit 1 ;;
    "HTTP/1.1 "*) exit 0 ;;
    *) exit 1 ;;
esac
