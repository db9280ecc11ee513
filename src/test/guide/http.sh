# tag::notes
curl -H 'Content-Type: application/json' -d '"Wash socks"' http://localhost:9080/api/notes/add
curl http://localhost:9080/api/notes/all
curl -H 'Content-Type: application/json' -d '" "' http://localhost:9080/api/notes/add
# end::notes
# tag::session
curl -c jar -b jar 'http://localhost:9080/api/greetings/hello?name=Ann'
curl -c jar -b jar http://localhost:9080/api/greetings/again
# end::session
