import Glibc
import TollgateCLI

exit(Tollgate.run(Array(CommandLine.arguments.dropFirst()), in: .process()))
