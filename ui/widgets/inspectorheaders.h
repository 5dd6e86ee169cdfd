#pragma once

#include "messageview.h"

#include <QTableView>

namespace Ui {

class HeaderModel;

/** A message's headers in their order. Copies values, names and whole lines. */
class InspectorHeaders : public QTableView
{
    Q_OBJECT

public:
    explicit InspectorHeaders(QWidget* parent = nullptr);

    void setMessage(const MessageView& message);
    [[nodiscard]] HeaderModel* headerModel() const { return m_model; }

    void copyValue();
    void copyHeader();

private:
    HeaderModel* m_model;
};

} // namespace Ui
