#pragma once

#include "rowcolour.h"
#include "rowremarks.h"

#include <stomp/messages/messagefilter.h>

#include <QList>
#include <QObject>

#include <deque>
#include <unordered_map>

namespace Ui {

class MessageTableModel;

/** Rows that a condition is true of have this colour. */
struct ColourRule
{
    QString condition; //!< as typed
    RowColour colour = RowColour::Red;
    bool isOn = true;

    bool operator==(const ColourRule&) const = default;
};

/**
 * Gives messages of the table a colour by the first rule that is on and true of them. Asks a rule
 * about a message when it is painted, and remembers some thousand answers. Tells the table when the
 * rules change.
 */
class ColourRules : public QObject, public RowRemarks
{
    Q_OBJECT

public:
    static constexpr qsizetype mostRules = 20;
    /** Of larger bodies only the headers are looked at: a repaint must not read megabytes. */
    static constexpr std::size_t largestBody = 256 * 1024;

    /** As a child of the model. */
    explicit ColourRules(MessageTableModel& model);

    [[nodiscard]] const QList<ColourRule>& rules() const { return m_rules; }
    /** At most mostRules; one that cannot be read colours nothing. */
    void setRules(const QList<ColourRule>& rules);
    /** The first that is on and true of it. */
    [[nodiscard]] const ColourRule* ruleOf(const Stomp::StoredMessage& message) const;

    [[nodiscard]] QVariant remark(const Stomp::StoredMessage& message, int role) const override;
    [[nodiscard]] QString words(const Stomp::StoredMessage& message) const override;

private:
    struct Judge
    {
        Judge(qsizetype number, const Stomp::MessageFilter& filter)
            : rule(number), judge(filter) { }
        qsizetype rule;
        Stomp::MessageJudge judge;
    };

    static constexpr std::size_t mostAnswers = 8192;
    static constexpr qsizetype noRule = -1;

    [[nodiscard]] qsizetype judge(const Stomp::StoredMessage& message) const;

    MessageTableModel& m_model;
    QList<ColourRule> m_rules;
    mutable std::deque<Judge> m_judges; //!< of those that are on and can be read
    mutable std::unordered_map<std::uint64_t, qsizetype> m_answers; //!< by serial
};

} // namespace Ui
