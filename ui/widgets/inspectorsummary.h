#pragma once

#include "payloadanalysis.h"

#include <QIcon>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace Ui {

class ElidedLabel;

/** The lines above a message: its destination, time, size and type, and what is odd about it, with
 * a way to the place. */
class InspectorSummary : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorSummary(QWidget* parent = nullptr);

    /** analysis is null while the body is being read. */
    void setMessage(const MessageView& message, const PayloadAnalysisPtr& analysis);

Q_SIGNALS:
    void textPlaceWanted(std::size_t offset);
    void bytePlaceWanted(std::size_t offset);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateColours();
    void showOddities(const std::vector<Stomp::BodyOddity>& oddities);
    void addOddity(const QString& text, const QString& link);
    void addFrameOddities(std::uint8_t oddities);

    QLabel* m_kind;
    QIcon m_kindIcon; //!< paints in the theme of the moment
    ElidedLabel* m_destination;
    ElidedLabel* m_facts;
    ElidedLabel* m_origin;
    QLabel* m_pairing; //!< wraps: its end says how it is known
    QVBoxLayout* m_oddities;
    QList<QWidget*> m_lines;
};

} // namespace Ui
