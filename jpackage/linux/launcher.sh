#!/bin/sh
# Starts the program of this name as lib/app/<name>.cfg says. jpackage's own launcher asks rpm and dpkg, twice each, what
# package it is of, and that takes longer than Java's start.
self=$(readlink -f "$0")
name=${self##*/}
root=${self%/bin/*}
app=$root/lib/app
# Meant for the java of a JDK.
unset JDK_JAVA_OPTIONS

typed=$#
# Without a graphics card OpenGL is drawn by the processor: slower than what JavaFX draws itself, and with 50 MB of compiler.
if [ ! -e /dev/dri ] && [ ! -e /dev/nvidiactl ] && [ ! -e /dev/dxg ]; then
    export GDK_GL=disable
    set -- "$@" -Dprism.order=sw
fi

main=
classpath=
while IFS='=' read -r key value; do
    case $value in *'$APPDIR'*) value=${value%%'$APPDIR'*}$app${value#*'$APPDIR'} ;; esac
    case $key in
        app.mainclass) main=$value ;;
        app.classpath) classpath=$classpath${classpath:+:}$value ;;
        java-options) set -- "$@" "$value" ;;
    esac
done <"$app/$name.cfg"
set -- "$@" "-Djpackage.app-path=$self" -cp "$classpath" "$main"

# What was typed comes last.
while [ "$typed" -gt 0 ]; do
    set -- "$@" "$1"
    shift
    typed=$((typed - 1))
done

exec "$root/lib/runtime/bin/$name" "$@"
