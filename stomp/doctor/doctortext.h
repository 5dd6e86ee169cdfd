#pragma once

#include <QCoreApplication>

namespace Stomp {

/** tr() in the context of the doctor's texts. */
class DoctorText
{
    Q_DECLARE_TR_FUNCTIONS(Doctor)
};

} // namespace Stomp
