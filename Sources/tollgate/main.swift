import Glibc
import TollgateCLI

exit(await Tollgate.run(Array(CommandLine.arguments.dropFirst()), in: .process()))
