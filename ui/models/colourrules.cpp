#include "colourrules.h"

#include "filterreading.h"
#include "messagetablemodel.h"

#include <algorithm>

namespace Ui {

namespace {
constexpr std::array<QLatin1StringView, rowColours.size()> keys{QLatin1StringView("red"),
    QLatin1StringView("amber"), QLatin1StringView("green"), QLatin1StringView("blue"),
    QLatin1StringView("violet"), QLatin1StringView("grey")};
}

QLatin1StringView toKey(RowColour colour)
{
    return keys.at(std::size_t(colour) - 1);
}

RowColour rowColourFromKey(const QString& key)
{
    const auto found = std::find(keys.begin(), keys.end(), key);
    return found == keys.end() ? RowColour::Red : rowColours.at(std::size_t(found - keys.begin()));
}

ColourRules::ColourRules(MessageTableModel& model) : QObject(&model), m_model(model)
{
    model.addRemarks(*this);
}

void ColourRules::setRules(const QList<ColourRule>& rules)
{
    const QList<ColourRule> wanted = rules.first(std::min(rules.size(), mostRules));
    if (wanted == m_rules)
        return;
    m_rules = wanted;
    m_judges.clear();
    m_answers.clear();
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        if (!m_rules[i].isOn)
            continue;
        const FilterReading reading = readFilter(m_rules[i].condition, FilterMode::Condition);
        if (!reading.isMistake && !reading.filter.isEmpty())
            m_judges.emplace_back(i, reading.filter);
    }
    m_model.remarksChanged();
}

const ColourRule* ColourRules::ruleOf(const Stomp::StoredMessage& message) const
{
    if (m_judges.empty() || !message)
        return nullptr;
    const auto known = m_answers.find(message.serial);
    qsizetype rule = noRule;
    if (known != m_answers.end()) {
        rule = known->second;
    } else {
        if (m_answers.size() >= mostAnswers)
            m_answers.clear();
        rule = judge(message);
        m_answers.emplace(message.serial, rule);
    }
    return rule == noRule ? nullptr : &m_rules[rule];
}

qsizetype ColourRules::judge(const Stomp::StoredMessage& message) const
{
    std::string_view bytes = message.bytes();
    Stomp::MessageRow row = *message.row;
    if (row.bodySize() > largestBody) {
        bytes = bytes.substr(0, row.bodyOffset);
        row.length = row.bodyOffset;
    }
    // Without slack: a writer may be busy behind the store's last message.
    for (Judge& one : m_judges)
        if (one.judge.isWanted(bytes, row, false))
            return one.rule;
    return noRule;
}

QVariant ColourRules::remark(const Stomp::StoredMessage& message, int role) const
{
    if (role != RowColourRole)
        return {};
    const ColourRule* const rule = ruleOf(message);
    return rule ? QVariant(int(rule->colour)) : QVariant();
}

QString ColourRules::words(const Stomp::StoredMessage& message) const
{
    const ColourRule* const rule = ruleOf(message);
    return rule ? tr("coloured by the rule %1").arg(rule->condition) : QString();
}

} // namespace Ui
