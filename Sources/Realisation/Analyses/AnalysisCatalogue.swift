/// Every analysis, in the order in which they are told.
package enum AnalysisCatalogue {
    package static let all: [Analysis] = [
        .transitions, .realisation, .targetErosion, .dateSlippage, .timeInStage, .leakageFunnel, .valueBridge, .sCurve,
        .lateRecords, .restatements, .signOffLedger, .separationOfDuties, .watermelonIndex, .forecastAccuracy,
        .activityRatio, .benefitDecay, .staleness,
        .cancelledValue, .deployments, .teamAdoption, .agenda, .population,
    ]

    package static func analysis(named name: String) -> Analysis? { all.first { $0.name == name } }
}
