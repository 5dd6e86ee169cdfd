#pragma once

#include "practicelook.h"
#include "practicemodel.h"

#include <QObject>
#include <QTimer>

namespace Ui {

class PracticeBroker;

/**
 * Looks into the practice broker while somebody watches: asks its thread at most every 200 ms, and
 * not before the last answer has come. Owns the model of its destinations. Nothing blocks.
 */
class PracticeWatch : public QObject
{
    Q_OBJECT

public:
    explicit PracticeWatch(PracticeBroker& broker, QObject* parent = nullptr);

    [[nodiscard]] PracticeModel& model() { return m_model; }
    /** The last look; never null. */
    [[nodiscard]] const PracticeLook& look() const { return *m_look; }

    void setShown(bool shown);
    [[nodiscard]] bool isAsking() const { return m_isAsking; }
    /** The destination to look into. */
    void setChosen(const QString& destination);
    [[nodiscard]] const QString& chosen() const { return m_chosen; }

Q_SIGNALS:
    /** look() is new; the model is up to date. */
    void looked();

private:
    void ask();
    void take(const PracticeLookPtr& look);

    PracticeBroker& m_broker;
    PracticeModel m_model;
    PracticeLookPtr m_look;
    QString m_chosen;
    quint64 m_lastEvent = 0;
    QTimer m_timer;
    bool m_isAsking = false;
};

} // namespace Ui
