# shellcheck shell=bash
source "$here/practice.sh"
