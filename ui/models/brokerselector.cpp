#include "brokerselector.h"

#include "filterreading.h"

#include <stomp/dialect/dialectfacts.h>
#include <stomp/selector/selectortranslation.h>

#include <QCoreApplication>

namespace Ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Ui::BrokerSelector", text);
}

/** Null: it takes the console's own language, but for what is the console's alone. */
const Stomp::SelectorWays* waysOf(Stomp::Dialect dialect)
{
    if (dialect == Stomp::Dialect::ActiveMq)
        return &Stomp::activeMqSelectors();
    return dialect == Stomp::Dialect::Artemis ? &Stomp::artemisSelectors() : nullptr;
}

Stomp::SelectorTranslation translated(const Stomp::Selector& selector, Stomp::Dialect dialect)
{
    const Stomp::SelectorWays* ways = waysOf(dialect);
    if (!ways && !Stomp::isConsoleOnly(selector))
        return {selector.text(), {}};
    return Stomp::translate(selector, ways ? *ways : Stomp::SelectorWays());
}

} // namespace

BrokerSelector brokerSelector(const QString& condition, Stomp::Dialect dialect)
{
    BrokerSelector result;
    const auto& facts = Stomp::factsOf(dialect);
    const FilterReading reading = readFilter(condition, FilterMode::Condition);
    const Stomp::Selector& selector = reading.filter.condition();
    if (!facts.selectors.value) {
        result.complaint = tr("%1 has no selectors: it sends all messages of the destination, and "
                              "the filter chooses here.")
                               .arg(QString::fromUtf8(
                                   facts.displayName.data(), qsizetype(facts.displayName.size())));
    } else if (reading.isMistake) {
        result.complaint = reading.complaint;
        result.at = reading.at;
        result.length = reading.length;
    } else if (selector.isEmpty()) {
        result.complaint = tr("Type a condition first: a selector is one.");
    } else {
        const Stomp::SelectorTranslation translation = translated(selector, dialect);
        result.text = QString::fromStdString(translation.text);
        if (translation.error) {
            const MistakePlace place = mistakePlace(translation.error, condition.toStdString());
            result.complaint = QString::fromStdString(translation.error.message);
            result.at = place.at;
            result.length = place.length;
        }
    }
    return result;
}

} // namespace Ui
