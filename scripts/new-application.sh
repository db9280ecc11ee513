#!/usr/bin/env bash
# Makes a new application: what the archetype makes, without Maven.
#
#   scripts/new-application.sh com.example shop          in the folder shop, beside that of Sockee
#   scripts/new-application.sh com.example shop ~/shop   in another one
set -euo pipefail
export LC_ALL=C # what is between a and z

refuse() {
    echo "$0: $1" >&2
    exit 2
}

[ $# = 2 ] || [ $# = 3 ] || refuse "say a group id, an artifact id and, if you like, a folder: $0 com.example shop [../shop]"
here=$(cd "$(dirname "$0")/.." && pwd)
group=$1
artifact=$2
folder=${3:-$(dirname "$here")/$artifact}

# The group id is the name of the package too.
[[ $group =~ ^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$ ]] ||
    refuse "the group id \"$group\" is no name of a package: lower-case letters, digits and _, between dots, as in com.example"
reserved=" abstract assert boolean break byte case catch char class const continue default do double else enum extends false final
 finally float for goto if implements import instanceof int interface long native new null package private protected public return
 short static strictfp super switch synchronized this throw throws transient true try void volatile while _ "
for word in ${group//./ }; do
    [[ ! " "$(echo $reserved)" " == *" $word "* ]] || refuse "the group id \"$group\" is no name of a package: \"$word\" is a word of Java"
done
[[ $artifact =~ ^[a-z][a-z0-9-]*$ ]] ||
    refuse "the artifact id \"$artifact\" is no name that fits everywhere: lower-case letters, digits and -, as in my-shop"
[ ! -e "$folder" ] || [ -d "$folder" ] || refuse "$folder is a file: name a folder that is new, or empty"
[ ! -d "$folder" ] || [ -z "$(ls -A "$folder")" ] || refuse "$folder is not empty: name another one"

mkdir -p "$folder"
cp -R "$here/archetype/src/main/resources/archetype-resources/." "$folder"
cd "$folder"
mv __gitignore__ .gitignore
for sources in src/main/java src/test/java; do
    mkdir -p "$sources/${group//.//}"
    mv "$sources"/*.java "$sources/${group//.//}"
done
find . -type f | while IFS= read -r file; do
    sed -e "s/\${groupId}/$group/g; s/\${package}/$group/g; s/\${artifactId}/$artifact/g; s/\${version}/1.0-SNAPSHOT/g" \
        "$file" >"$file.new"
    mv "$file.new" "$file"
done

cat <<END
The application $artifact is in $(pwd). What to do next:

  cd $(printf %q "$here") && mvn install -DskipTests -DskipITs   # once: Sockee is not on Maven Central yet
  cd $(printf %q "$(pwd)")
  mvn test                                        # its tests
  mvn package liberty:run                         # http://localhost:9080/; on WildFly: mvn -Pwildfly package wildfly:run
END
