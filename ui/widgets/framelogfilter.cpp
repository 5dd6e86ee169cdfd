#include "framelogfilter.h"

#include "theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>

namespace Ui {

using Stomp::FrameDirection;

FrameLogFilter::FrameLogFilter(QWidget* parent)
    : QWidget(parent), m_command(new QComboBox(this)), m_direction(new QComboBox(this)),
      m_connection(new QComboBox(this)), m_destination(new QLineEdit(this)),
      m_text(new QLineEdit(this))
{
    const auto choice = [](QComboBox* box, const char* name, const QString& label) {
        box->setObjectName(QLatin1StringView(name));
        box->setAccessibleName(label);
        box->setToolTip(label);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    };
    choice(m_command, "frameCommand", tr("Which frames"));
    m_command->addItem(tr("All frames"), QString());
    for (const char* command : {"MESSAGE", "SEND", "SUBSCRIBE", "UNSUBSCRIBE", "ACK", "NACK",
             "RECEIPT", "ERROR", "BEGIN", "COMMIT", "ABORT", "CONNECT", "CONNECTED", "DISCONNECT"})
        m_command->addItem(QLatin1StringView(command), QString(QLatin1StringView(command)));
    m_command->addItem(tr("Heart-beats"),
        QString::fromLatin1(Stomp::FrameFilter::heartBeats.data(),
            static_cast<qsizetype>(Stomp::FrameFilter::heartBeats.size())));
    m_command->setMaxVisibleItems(16);
    choice(m_direction, "frameDirection", tr("Direction"));
    m_direction->addItem(tr("In and out"), -1);
    m_direction->addItem(tr("In"), static_cast<int>(FrameDirection::In));
    m_direction->addItem(tr("Out"), static_cast<int>(FrameDirection::Out));
    choice(m_connection, "frameConnection", tr("Connection"));
    m_connection->addItem(tr("All connections"), 0U);
    m_connection->hide();
    const auto edit = [](QLineEdit* line, const char* name, const QString& label) {
        line->setObjectName(QLatin1StringView(name));
        line->setAccessibleName(label);
        line->setPlaceholderText(label);
        line->setClearButtonEnabled(true);
        line->setMinimumWidth(Theme::grid * 10);
    };
    edit(m_destination, "frameDestination", tr("Destination"));
    edit(m_text, "frameText", tr("Text in the frame"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::halfGrid);
    row->addWidget(m_command);
    row->addWidget(m_direction);
    row->addWidget(m_connection);
    row->addWidget(m_destination, 1);
    row->addWidget(m_text, 1);
    for (const QComboBox* box : {m_command, m_direction, m_connection})
        connect(box, &QComboBox::currentIndexChanged, this, &FrameLogFilter::changed);
    for (const QLineEdit* line : {m_destination, m_text})
        connect(line, &QLineEdit::textChanged, this, &FrameLogFilter::changed);
}

Stomp::FrameFilter FrameLogFilter::filter() const
{
    Stomp::FrameFilter filter;
    filter.command = m_command->currentData().toString().toStdString();
    if (const int direction = m_direction->currentData().toInt(); direction >= 0)
        filter.direction = static_cast<FrameDirection>(direction);
    if (const quint32 connection = m_connection->currentData().toUInt(); connection != 0)
        filter.connection = connection;
    filter.destination = m_destination->text().toStdString();
    filter.text = m_text->text().toStdString();
    return filter;
}

void FrameLogFilter::clear()
{
    {
        const QSignalBlocker blocker(this);
        for (QComboBox* box : {m_command, m_direction, m_connection})
            box->setCurrentIndex(0);
        m_destination->clear();
        m_text->clear();
    }
    Q_EMIT changed();
}

void FrameLogFilter::setConnections(const QHash<quint32, QString>& names)
{
    QList<quint32> numbers = names.keys();
    std::sort(numbers.begin(), numbers.end());
    const quint32 chosen = m_connection->currentData().toUInt();
    const QSignalBlocker blocker(m_connection);
    while (m_connection->count() > 1)
        m_connection->removeItem(1);
    for (const quint32 number : numbers)
        m_connection->addItem(names.value(number), number);
    m_connection->setCurrentIndex(std::max(0, m_connection->findData(chosen)));
    m_connection->setVisible(numbers.size() > 1);
}

} // namespace Ui
