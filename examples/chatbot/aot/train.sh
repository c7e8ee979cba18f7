#!/bin/sh
# Trains an ahead-of-time cache for one function of the chatbot, with the very JVM, flags and class path that are
# to use it: train.sh <java> <folder of jars> <class path of the benchmarks> <template> <route> <handler> <folder>
# Writes <folder>/java.args, which starts the function under the runtime interface client, and <folder>/<route>.aot.
set -eu

java=$1 jars=$2 tools=$3 template=$4 route=$5 handler=$6 folder=$7

# The cache is good for this order of jars only, so it is sorted and written down.
class_path=$(find "$jars" -name '*.jar' | LC_ALL=C sort | tr '\n' ':')
mkdir -p "$folder"
cat > "$folder/java.args" <<ARGUMENTS
-XX:+UseSerialGC
-XX:TieredStopAtLevel=1
--enable-native-access=ALL-UNNAMED
-cp ${class_path%:}
com.amazonaws.services.lambda.runtime.api.client.AWSLambda
$handler
ARGUMENTS

"$java" -cp "$tools" io.saasbricks.benchmarks.coldstart.TrainCache \
  "$template" "$java" "$folder/java.args" "$route" "$folder/$route.aot"
